"""The look of Pulau: base pages, cotton components, number formats, language and the gallery."""
