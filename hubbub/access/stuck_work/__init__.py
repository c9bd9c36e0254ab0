"""Work that a part of the product could not do with a fact: seen, tried again, passed over."""
