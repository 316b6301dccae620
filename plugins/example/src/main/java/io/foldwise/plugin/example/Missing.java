package io.foldwise.plugin.example;

/** What becomes of empty cells among features. */
public enum Missing {
    /** They are refused, with their lines. */
    REFUSE,
    /** Of numbers, the median of a fold's training part takes their place; a missing category is none. */
    IMPUTE,
    /** As well, and another feature says where: 1 where the cell was empty. Only of columns that have empty cells there. */
    IMPUTE_AND_MARK
}
