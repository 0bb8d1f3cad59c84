"""Pages of imports: the list and one import (`runs`), its steps (`steps`), files given out (`files`)."""
