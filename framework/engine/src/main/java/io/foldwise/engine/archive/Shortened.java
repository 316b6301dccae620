package io.foldwise.engine.archive;

/** A stranger's words, short enough for a message. */
final class Shortened {

    private static final int LONGEST = 100;

    private Shortened() {}

    static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
