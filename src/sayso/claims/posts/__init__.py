"""What posts are made of beside their author's own words: furniture, what is passed on, what is denied."""
