package io.foldwise.engine.provenance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A diff from which lines are left out that look like {@link Secrets}. In the place of each stands one that says so, with the
 * same mark of addition or removal, so that the diff still fits together.
 *
 * @param leftOut how many lines
 */
record DiffWithoutSecrets(String text, int leftOut) {

    static final String IN_PLACE = "(left out: looks like a secret)";

    private static final Pattern FILE = Pattern.compile("(?:\\+\\+\\+|---) \"?[ab]/(.*?)\"?\\t?");
    private static final Pattern PLACE = Pattern.compile("(@@ [^@]* @@).+");

    static DiffWithoutSecrets of(String diff) {
        StringBuilder text = new StringBuilder();
        int leftOut = 0;
        boolean header = true;
        boolean secretFile = false;
        boolean block = false;
        for (String line : diff.split("(?<=\n)")) {
            String content = line.stripTrailing();
            Matcher file = FILE.matcher(content);
            Matcher place = PLACE.matcher(content);
            if (content.startsWith("diff --git ")) {
                header = true;
                secretFile = false;
                block = false;
            } else if (header && file.matches()) {
                secretFile |= Secrets.inFile(file.group(1));
            } else if (content.startsWith("@@ ")) {
                header = false;
                block = false;
                if (place.matches()) { // git adds a line from above, for orientation
                    line = place.group(1) + "\n";
                }
            } else if (!header) {
                block |= Secrets.begin(content);
                boolean secret = block || secretFile || Secrets.in(content);
                block &= !Secrets.end(content);
                if (secret && !content.startsWith("\\")) {
                    leftOut++;
                    line = line.charAt(0) + IN_PLACE + "\n";
                }
            }
            text.append(line);
        }
        return new DiffWithoutSecrets(text.toString(), leftOut);
    }
}
