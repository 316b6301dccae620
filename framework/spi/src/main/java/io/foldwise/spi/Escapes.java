package io.foldwise.spi;

/**
 * Shows characters that no terminal should act upon, as {@code \u001b}: control characters, line and paragraph separators,
 * and those that turn the direction of text or are not seen. Inside JSON the escaped text means what it meant before. What a shell
 * would act upon is put in quotes.
 */
public final class Escapes {

    private Escapes() {}

    /** Text of one or more lines: line feeds and tabs stay. */
    public static String text(String text) {
        return escaped(text, "\n\t");
    }

    /** What is to stay within a line: nothing stays that begins another one. */
    public static String line(String line) {
        return escaped(line, "");
    }

    /** An argument of a command that is shown to be typed, as a POSIX shell reads it: in quotes where a character needs them. */
    public static String argument(String argument) {
        return argument.matches("[A-Za-z0-9_./+=:@-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    private static String escaped(String text, String kept) {
        if (text.codePoints().noneMatch(point -> acts(point) && kept.indexOf(point) < 0)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (acts(point) && kept.indexOf(point) < 0) {
                for (char unit : Character.toChars(point)) {
                    escaped.append("\\u%04x".formatted((int) unit));
                }
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    private static boolean acts(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> !joins(point);
            default -> false;
        };
    }

    /** Whether words of some scripts cannot be written without it. */
    private static boolean joins(int point) {
        return point == 0x200c || point == 0x200d;
    }
}
