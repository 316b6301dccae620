package io.foldwise.engine.weights;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The {@code start.weights} block: where weights come from, and which of them a network takes. */
public record WeightsSettings(
        @Description("A file of weights: .npz, .safetensors, or Keras' .h5")
        Optional<Path> file,

        @Description(
                "The folder of an earlier run, in place of a file: every fold starts from the model of the same fold")
        Optional<Path> run,

        @Description("Which trial of the earlier run; a run that is no sweep has trial 0") @Default("0") @PositiveOrZero
        int trial,

        @Description(
                "The earlier run's fold whose model all folds start from; for a run on other data, which has no fold that"
                        + " is the same")
        Optional<@PositiveOrZero Integer> fold,

        @Description(
                "The earlier run learned from features alone, and may have seen what is held out"
                        + " here: nobody's targets are known to it. Say so where a contest allows it; 'fold' then names its model")
        @Default("false")
        boolean unlabelled,

        @Description(
                "How names of the file become names of the network, VERTEX/PARAMETER; the first rule that fits a whole"
                        + " name counts, and a name that none fits stays as it is")
        @Default("[]")
        List<Rule> rules,

        @Description("Regular expressions for whole names of the file that are not to be taken") @Default("[]")
        List<String> drop) {

    public WeightsSettings {
        rules = List.copyOf(rules);
        drop = List.copyOf(drop);
        if (file.isPresent() == run.isPresent()) {
            throw new IllegalArgumentException("weights need either 'file' or 'run'");
        }
        if (fold.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException("'fold' is one of an earlier run; a file has none");
        }
        if (unlabelled && fold.isEmpty()) {
            throw new IllegalArgumentException(
                    "'unlabelled' is for the model of one fold of an earlier run: name it, fold = 0");
        }
        if (file.map(Path::toString)
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".zip"))
                .isPresent()) {
            throw new IllegalArgumentException("the model of a run is named by its run, so that one can see what it has"
                    + " learned from: write run = FOLDER in place of 'file'");
        }
        drop.forEach(WeightsSettings::pattern);
    }

    /** How some names are changed, and how their arrays lie. */
    public record Rule(
            @Description("A regular expression for whole names of the file")
            String from,

            @Description("The name in the network; $1 is what the first pair of brackets fits")
            String to,

            @Description(
                    "The order that the array's axes get, as in numpy.transpose: [1, 0] for linear layers of PyTorch, [2, 3,"
                            + " 1, 0] for its convolutions of images")
            @Default("[]")
            List<Integer> transpose) {

        public Rule {
            transpose = new Transposition(transpose).axes();
            requireGroups(pattern(from), from, to);
        }

        /** Lets the rule fit the empty name, with empty groups, to see whether it knows all that {@code to} asks for. */
        private static void requireGroups(Pattern pattern, String from, String to) {
            try {
                Pattern.compile("(?:" + pattern + ")|").matcher("").replaceFirst(to);
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "'" + to + "' asks for what '" + from + "' has no brackets for: " + e.getMessage(), e);
            }
        }
    }

    static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no regular expression: " + e.getDescription() + " at character " + e.getIndex(),
                    e);
        }
    }
}
