package io.foldwise.engine.config;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Single values that a later line of the same file overrides, which is allowed, and most often a mistake. Blocks that stand
 * in a file twice are merged, files override what they include, and substitutions ({@code lr = ${?LR}}) override what they
 * may not find: all of that is meant so.
 */
final class DuplicateKeys {

    /** A second value of a key. */
    record Duplicate(int line, String key, int earlierLine) {}

    private record Value(int line, boolean plain) {}

    /** @param elements blocks and lists so far, in a list; -1 in a block */
    private record Container(String path, int elements) {}

    private final String text;
    private final Map<String, Value> values = new HashMap<>();
    private final List<Duplicate> duplicates = new ArrayList<>();
    private final Deque<Container> open = new ArrayDeque<>();
    private int at;
    private String key = "";
    private StringBuilder word = new StringBuilder();
    private int lineOfWord;

    private DuplicateKeys(String text) {
        this.text = text;
        open.push(new Container("", -1));
    }

    /** In a text that its parser has accepted. */
    static List<Duplicate> in(String text) {
        DuplicateKeys search = new DuplicateKeys(text);
        search.run();
        return search.duplicates;
    }

    private void run() {
        int line = 1;
        while (at < text.length()) {
            int start = at;
            int end = HoconText.skip(text, at);
            char c = text.charAt(at);
            if (end > at) {
                at = end;
                if (c == '"') {
                    append(text.substring(start, end), line);
                }
            } else if (text.startsWith("${", at)) {
                int close = text.indexOf('}', at);
                at = close < 0 ? text.length() : close + 1;
                append(text.substring(start, at), line);
            } else {
                at++;
                read(c, line);
            }
            for (int i = start; i < at; i++) {
                line += text.charAt(i) == '\n' ? 1 : 0;
            }
        }
        endOfValue();
    }

    private void read(char c, int line) {
        boolean inBlock = open.peek().elements() < 0;
        if (c == '{' || c == '[') {
            open(c);
        } else if (c == '}' || c == ']') {
            endOfValue();
            if (open.size() > 1) {
                open.pop();
            }
        } else if (c == ',' || c == '\n') {
            endOfEntry(c);
        } else if (inBlock && key.isEmpty() && (c == '=' || c == ':')) {
            key = path(word.toString());
            word = new StringBuilder();
        } else {
            append(Character.toString(c), line);
        }
    }

    private void append(String part, int line) {
        if (word.isEmpty()) {
            if (part.isBlank()) {
                return;
            }
            lineOfWord = line;
        }
        word.append(part);
    }

    private void open(char bracket) {
        String path;
        if (open.peek().elements() >= 0) {
            Container list = open.pop();
            open.push(new Container(list.path(), list.elements() + 1));
            path = list.path() + "[" + list.elements() + "]";
        } else {
            path = open.peek().path() + "." + (key.isEmpty() ? path(word.toString()) : key);
        }
        open.push(new Container(path, bracket == '[' ? 0 : -1));
        startOver();
    }

    private void endOfEntry(char c) {
        if (c == ',' || !word.isEmpty()) { // or else the value may follow on the next line
            endOfValue();
        }
    }

    private void endOfValue() {
        if (open.peek().elements() < 0 && !key.isEmpty() && !key.endsWith("+") && !word.isEmpty()) {
            Value value = new Value(lineOfWord, !word.toString().contains("${"));
            String path = open.peek().path() + "." + key;
            Value earlier = values.put(path, value);
            if (earlier != null && value.plain()) {
                duplicates.add(new Duplicate(value.line(), path.substring(1), earlier.line()));
            }
        }
        startOver();
    }

    private void startOver() {
        key = "";
        word = new StringBuilder();
    }

    /** A key as messages write it. */
    private static String path(String written) {
        try {
            return ConfigUtil.joinPath(ConfigUtil.splitPath(written.strip()));
        } catch (com.typesafe.config.ConfigException odd) {
            return written.strip(); // ends with the + of +=
        }
    }
}
