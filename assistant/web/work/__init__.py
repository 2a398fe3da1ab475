"""The pages people work at: one enterprise at a time, its papers, gaps, plan and reports."""
