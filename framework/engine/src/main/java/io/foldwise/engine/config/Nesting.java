package io.foldwise.engine.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;

/** How deep a HOCON text nests: by braces, by brackets, and by the dots of its keys. May count a level too many, not too few. */
final class Nesting {

    private final Deque<Integer> open = new ArrayDeque<>();
    private int depth;
    private int dots;
    private boolean inValue;

    private Nesting() {}

    /** The line where a text is deeper than a limit; empty if it nowhere is. */
    static OptionalInt lineBeyond(String text, int limit) {
        Nesting nesting = new Nesting();
        for (int at = 0; at < text.length(); at++) {
            int end = HoconText.skip(text, at);
            if (end > at) {
                at = end - 1;
                continue;
            }
            nesting.read(text.charAt(at));
            if (nesting.depth + nesting.dots > limit) {
                return OptionalInt.of(HoconText.lineAt(text, at));
            }
        }
        return OptionalInt.empty();
    }

    private void read(char c) {
        switch (c) {
            case '.' -> dots += inValue ? 0 : 1;
            case '=', ':' -> inValue = true;
            case '{', '[' -> {
                open.push(dots + 1);
                depth += dots + 1;
                startOver();
            }
            case '}', ']' -> {
                depth -= open.isEmpty() ? 0 : open.pop();
                startOver();
            }
            case ',' -> startOver();
            case '\n' -> {
                if (!inValue) {
                    startOver();
                }
                inValue = false;
            }
            default -> {}
        }
    }

    private void startOver() {
        dots = 0;
        inValue = false;
    }
}
