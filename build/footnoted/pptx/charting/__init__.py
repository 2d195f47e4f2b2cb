"""Charts of a deck: a chart as planned in, its part and its workbook as bytes out."""
