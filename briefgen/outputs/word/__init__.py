"""The page as a Word document: the only room that knows python-docx, imported where somebody asks for one.

`document` makes it: `blocks` walk over the elements of the page, `placing` says where each stands, `runs` walk over the
words in them, in their `languages`; `tables` set out tables, `notes` hold footnotes, `sheets` say what stands on every
page. They share the `draft`. `look` is the theme in Word's terms, `wordml` its elements, `package` the file with its
parts.
"""
