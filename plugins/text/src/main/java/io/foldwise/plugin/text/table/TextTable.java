package io.foldwise.plugin.text.table;

import java.util.List;
import java.util.Map;

/**
 * What a file holds.
 *
 * @param targets of each sample; empty where the file is to be predicted, as are groups and attributes
 * @param groups equal numbers for what belongs together
 * @param attributes by name a cell for each sample
 */
record TextTable(
        List<String> ids, List<String> texts, float[][] targets, int[] groups, Map<String, List<String>> attributes) {}
