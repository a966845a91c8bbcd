"""Photos and classes to and from other programs and other machines: folders, CSV, COCO, zip."""
