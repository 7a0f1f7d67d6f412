"""HTTP plumbing that knows no noun of the office: page(), forms, errors, middleware, tags. Anything that names a record belongs elsewhere."""
