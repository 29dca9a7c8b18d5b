// The words of SPARQL 1.1 and 1.2, and LATERAL.

/** Words that begin or join clauses. */
export const KEYWORDS: readonly string[] = [
  "ASK", "AS", "ASC", "BASE", "BIND", "BY", "CONSTRUCT", "DESC", "DESCRIBE", "DISTINCT", "EXISTS",
  "FILTER", "FROM", "GRAPH", "GROUP", "HAVING", "IN", "LATERAL", "LIMIT", "MINUS", "NAMED", "NOT",
  "OFFSET", "OPTIONAL", "ORDER", "PREFIX", "REDUCED", "SELECT", "SEPARATOR", "SERVICE", "SILENT",
  "UNDEF", "UNION", "VALUES", "VERSION", "WHERE",
];

/** Aggregates and functions. */
export const FUNCTIONS: readonly string[] = [
  "ABS", "AVG", "BNODE", "BOUND", "CEIL", "COALESCE", "CONCAT", "CONTAINS", "COUNT", "DATATYPE",
  "DAY", "ENCODE_FOR_URI", "FLOOR", "GROUP_CONCAT", "HASLANG", "HASLANGDIR", "HOURS", "IF", "IRI",
  "ISBLANK", "ISIRI", "ISLITERAL", "ISNUMERIC", "ISTRIPLE", "ISURI", "LANG", "LANGDIR",
  "LANGMATCHES", "LCASE", "MAX", "MD5", "MIN", "MINUTES", "MONTH", "NOW", "OBJECT", "PREDICATE",
  "RAND", "REGEX", "REPLACE", "ROUND", "SAMETERM", "SAMEVALUE", "SAMPLE", "SECONDS", "SHA1",
  "SHA256", "SHA384", "SHA512", "STR", "STRAFTER", "STRBEFORE", "STRDT", "STRENDS", "STRLANG",
  "STRLANGDIR", "STRLEN", "STRSTARTS", "STRUUID", "SUBJECT", "SUBSTR", "SUM", "TIMEZONE", "TRIPLE",
  "TZ", "UCASE", "URI", "UUID", "YEAR",
];

/** Words that may begin what stands in a group pattern. */
export const PATTERNS: readonly string[] = [
  "OPTIONAL", "FILTER", "FILTER NOT EXISTS", "FILTER EXISTS", "BIND", "VALUES", "UNION", "MINUS",
  "GRAPH", "LATERAL", "SELECT", "SELECT DISTINCT",
];

/** Words that may stand outside of group patterns. */
export const CLAUSES: readonly string[] = [
  "SELECT", "SELECT DISTINCT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "FROM", "FROM NAMED",
  "GROUP BY", "HAVING", "ORDER BY", "ORDER BY DESC", "LIMIT", "OFFSET", "VALUES", "PREFIX", "BASE",
];
