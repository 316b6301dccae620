package io.foldwise.plugin.text.table;

import io.foldwise.toolkit.table.Answers;
import java.util.List;
import java.util.Optional;

/**
 * What the columns of a file mean.
 *
 * @param id empty for {@value #USUAL_ID}, where there is such a column, or else numbers
 * @param answers what is to be predicted
 */
record Layout(Optional<String> id, String text, Answers answers, Optional<String> group, List<String> attributes) {

    static final String USUAL_ID = "id";
}
