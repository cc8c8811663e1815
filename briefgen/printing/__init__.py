"""What prints: a page and its files in, a PDF out, in a process of its own that knows WeasyPrint alone."""
