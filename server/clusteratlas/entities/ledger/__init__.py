"""The conflict ledger: where sources disagree, apart from series and from imprecision."""
