"""Files become `Document`s: text blocks with locators, read without network or macros."""

from scoring.documents.errors import DocumentError
from scoring.documents.model import Block, Document, Page, Table
from scoring.documents.registry import SUFFIXES, parse_document, read_document

__all__ = ["SUFFIXES", "Block", "Document", "DocumentError", "Page", "Table", "parse_document", "read_document"]
