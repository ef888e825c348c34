"""What can be done: one public function is one menu item and one `do` of the protocol."""
