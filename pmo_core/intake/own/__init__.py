"""Files in the product's own form: unedited exports, filled templates, workbooks of several kinds."""
