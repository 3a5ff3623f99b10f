"""What a visitor, a browser and a stranger see of the site."""
