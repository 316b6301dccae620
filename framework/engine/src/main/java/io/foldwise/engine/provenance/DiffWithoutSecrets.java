package io.foldwise.engine.provenance;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A diff without what looks like {@link Secrets}, that can still be applied to the commit. An added line is left out alone: one
 * that says so is added instead. Lines of the commit have to stand as they are, so of a file where one of those holds a
 * secret, and of a file that holds nothing else, all changes are left out.
 *
 * @param leftOut how many changed lines
 */
record DiffWithoutSecrets(String text, int leftOut) {

    static final String IN_PLACE = "(left out: looks like a secret)";

    private static final Pattern NAMES = Pattern.compile("diff --git \"?a/(.*?)\"? \"?b/(.*?)\"?");
    private static final Pattern PLACE = Pattern.compile("(@@ [^@]* @@).+");

    static DiffWithoutSecrets of(String diff) {
        List<DiffWithoutSecrets> files = Stream.of(diff.split("(?<=\n)(?=diff --git )"))
                .map(DiffWithoutSecrets::ofFile)
                .toList();
        StringBuilder text = new StringBuilder();
        files.forEach(file -> text.append(file.text));
        return new DiffWithoutSecrets(
                text.toString(),
                files.stream().mapToInt(DiffWithoutSecrets::leftOut).sum());
    }

    private static DiffWithoutSecrets ofFile(String diff) {
        String[] lines = diff.split("(?<=\n)");
        Matcher names = NAMES.matcher(lines[0].stripTrailing());
        if (names.matches() && (Secrets.inFile(names.group(1)) || Secrets.inFile(names.group(2)))) {
            return withoutFile(lines);
        }
        StringBuilder text = new StringBuilder();
        int leftOut = 0;
        boolean header = true;
        boolean block = false;
        for (String line : lines) {
            String content = line.stripTrailing();
            Matcher place = PLACE.matcher(content);
            if (content.startsWith("@@ ")) {
                header = false;
                block = false;
                if (place.matches()) { // git adds a line from above, for orientation
                    line = place.group(1) + "\n";
                }
            } else if (!header && !content.startsWith("\\")) {
                block |= Secrets.begin(content);
                boolean added = content.startsWith("+");
                if (!added && (block || Secrets.literalIn(content))) {
                    return withoutFile(lines);
                } else if (added && (block || Secrets.in(content))) {
                    leftOut++;
                    line = "+" + IN_PLACE + "\n";
                }
                block &= !Secrets.end(content);
            }
            text.append(line);
        }
        return new DiffWithoutSecrets(text.toString(), leftOut);
    }

    /** Git takes what stands between the changes of two files for a remark. */
    private static DiffWithoutSecrets withoutFile(String[] lines) {
        String names = lines[0].stripTrailing().replaceFirst("^diff --git ", "");
        long changed = Stream.of(lines)
                .dropWhile(line -> !line.startsWith("@@ "))
                .filter(line -> line.startsWith("+") || line.startsWith("-"))
                .count();
        return new DiffWithoutSecrets(
                "(left out: all changes of " + names + ", where lines look like secrets)\n",
                Math.max(1, Math.toIntExact(changed)));
    }
}
