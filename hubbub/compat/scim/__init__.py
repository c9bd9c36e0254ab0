"""SCIM 2.0 (RFC 7643, 7644), by which a company's directory keeps users and roles here."""
