"""The means of drawing: the sheet, its type and colours, and parts that charts share."""
