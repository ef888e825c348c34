"""The window: Qt Widgets on top of the book's commands and queries. The only room with Qt."""
