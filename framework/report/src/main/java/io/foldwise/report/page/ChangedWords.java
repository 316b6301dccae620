package io.foldwise.report.page;

import io.foldwise.report.html.Part.Word;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.collections4.sequence.CommandVisitor;
import org.apache.commons.collections4.sequence.SequencesComparator;

/** A text and another one that was made of it, as one text that shows what has changed (Myers 1986). */
final class ChangedWords {

    private ChangedWords() {}

    /** The words of both, in order: those that are gone before those that came in their place. */
    static List<Word> between(List<String> before, List<String> after) {
        Merging merging = new Merging();
        new SequencesComparator<>(before, after).getScript().visit(merging);
        merging.place();
        return merging.words;
    }

    private static final class Merging implements CommandVisitor<String> {

        private final List<Word> words = new ArrayList<>();
        private final List<Word> added = new ArrayList<>();

        @Override
        public void visitInsertCommand(String word) {
            added.add(ShownParts.word(word, "added"));
        }

        @Override
        public void visitKeepCommand(String word) {
            place();
            words.add(ShownParts.word(word, ""));
        }

        @Override
        public void visitDeleteCommand(String word) {
            words.add(ShownParts.word(word, "removed"));
        }

        private void place() {
            words.addAll(added);
            added.clear();
        }
    }
}
