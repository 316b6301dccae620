package io.foldwise.plugin.text.submission;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The lines of a submission, {@code id|,|p0 p1 ...}: one per report in the test file's order, no header, single blanks, no
 * blank at the end.
 */
final class ProbabilityLines {

    private static final String SEPARATOR = "|,|";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    private final LabelSchema labels;
    private final int width;
    private final double clip;

    /**
     * @param name of the format, for messages
     * @param sizes of the label groups that a line holds
     * @param clip probabilities are kept this far from 0 and 1
     * @throws IncompatibleException if the data has other groups of labels
     */
    ProbabilityLines(String name, List<Integer> sizes, double clip, LabelSchema labels) {
        List<Integer> found =
                labels.groups().stream().map(group -> group.labels().size()).toList();
        if (!found.equals(sizes)) {
            throw new IncompatibleException(
                    name + " holds label groups of sizes " + sizes + ", the data has groups of sizes " + found);
        }
        this.labels = labels;
        this.width = labels.width();
        this.clip = clip;
    }

    List<String> lines(Predictions predictions) {
        return IntStream.range(0, predictions.size())
                .mapToObj(row -> line(
                        predictions.ids().get(row), predictions.of(labels, row).values()))
                .toList();
    }

    private String line(String id, float[] probabilities) {
        if (probabilities.length != width) {
            throw new IllegalArgumentException(
                    "report " + id + " has " + probabilities.length + " probabilities instead of " + width);
        }
        StringBuilder line = new StringBuilder(id).append(SEPARATOR);
        for (int column = 0; column < width; column++) {
            if (!Float.isFinite(probabilities[column])) {
                throw new IllegalArgumentException(
                        "report " + id + " has the probability " + probabilities[column] + " in column " + column);
            }
            double clipped = Math.min(Math.max(probabilities[column], clip), 1 - clip);
            // Ten decimals: six digits of the smallest probability that the default clip lets through.
            line.append(column == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.10f", clipped));
        }
        return line.toString();
    }

    List<String> problems(List<String> lines, List<String> ids) {
        List<String> problems = new ArrayList<>();
        Map<String, Integer> lineOfId = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String place = "line " + (i + 1) + ": ";
            for (String problem : problems(lines.get(i))) {
                problems.add(place + problem);
            }
            String id = id(lines.get(i));
            Integer earlier = lineOfId.putIfAbsent(id, i + 1);
            if (earlier != null) {
                problems.add(place + "id " + id + " was on line " + earlier + " already");
            } else if (i < ids.size() && !id.equals(ids.get(i))) {
                problems.add(place + "id " + id + " where " + ids.get(i) + " is expected");
            }
        }
        if (lines.size() != ids.size()) {
            problems.add("line " + (lines.size() + 1) + ": the file has " + lines.size() + " lines instead of "
                    + ids.size());
        }
        return problems;
    }

    private static String id(String line) {
        int end = line.indexOf('|');
        return end < 0 ? line : line.substring(0, end);
    }

    private List<String> problems(String line) {
        int separator = line.indexOf(SEPARATOR);
        if (separator < 0) {
            return List.of("no separator " + SEPARATOR);
        }
        String numbers = line.substring(separator + SEPARATOR.length());
        List<String> problems = new ArrayList<>();
        if (!numbers.equals(numbers.stripTrailing())) {
            problems.add("ends in a blank");
        }
        String[] words = numbers.stripTrailing().split(" ", -1);
        if (words.length != width) {
            problems.add(words.length + " probabilities instead of " + width);
        }
        for (int column = 0; column < words.length; column++) {
            String word = words[column];
            if (word.isEmpty()) {
                problems.add("a blank too many before column " + column);
            } else if (!NUMBER.matcher(word).matches()) {
                problems.add("'" + word + "' in column " + column + " is not a finite number");
            } else if (Double.parseDouble(word) < 0 || Double.parseDouble(word) > 1) {
                problems.add(word + " in column " + column + " is not in [0, 1]");
            }
        }
        return problems;
    }
}
