package io.foldwise.plugin.signal.table;

/** How the numbers of records lie in an array. */
public enum Axes {
    /** {@code [records, time, leads]} */
    TIME_LEADS,
    /** {@code [records, leads, time]} */
    LEADS_TIME
}
