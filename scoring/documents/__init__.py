"""Files become `Document`s: text blocks with locators, read without network or macros."""
