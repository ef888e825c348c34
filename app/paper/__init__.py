"""The paper: documents as PDF from frozen data. Importing this alone loads no ReportLab."""
