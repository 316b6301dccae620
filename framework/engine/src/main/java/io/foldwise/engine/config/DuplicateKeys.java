package io.foldwise.engine.config;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Single values and lists that a later line of the same file overrides, which is allowed, and most often a mistake. Blocks
 * that stand in a file twice are merged, files override what they include, and substitutions ({@code lr = ${?LR}}) override
 * what they may not find: all of that is meant so.
 */
final class DuplicateKeys {

    /** As many are worth reading. */
    static final int MOST = 100;

    private static final int ROOT = 0;

    /** A second value of a key. */
    record Duplicate(int line, String key, int earlierLine) {}

    /**
     * Where a value stands. Blocks have numbers, for whole paths would be kept once more for everything below them.
     *
     * @param key as messages write it; {@code [2]} for an element of a list
     */
    private record Place(int block, String key) {}

    /** What is open: a block or a list, and what of its current entry was read. */
    private static final class Container {

        private final int number;
        private final boolean list;
        private int elements;
        private Entry entry = new Entry();

        Container(int number, boolean list) {
            this.number = number;
            this.list = list;
        }
    }

    /** {@code key = value} in a block, an element in a list. */
    private static final class Entry {

        private List<String> key = List.of();
        private boolean appends;
        private StringBuilder word = new StringBuilder();
        private int line;
        private boolean refers;
        private boolean merges;
    }

    private final String text;
    private final Map<Place, Integer> lines = new HashMap<>();
    private final Map<Place, Integer> blocks = new HashMap<>();
    private final List<Place> placeOfBlock = new ArrayList<>(List.of(new Place(ROOT, "")));
    private final List<Duplicate> duplicates = new ArrayList<>();
    private final Deque<Container> open = new ArrayDeque<>();
    private int at;

    private DuplicateKeys(String text) {
        this.text = text;
        open.push(new Container(ROOT, false));
    }

    /** In a text that its parser has accepted: the first {@value #MOST}. */
    static List<Duplicate> in(String text) {
        DuplicateKeys search = new DuplicateKeys(text);
        search.run();
        return search.duplicates;
    }

    private void run() {
        int line = 1;
        while (at < text.length() && duplicates.size() < MOST) {
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
                open.peek().entry.refers = true;
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
        Entry entry = open.peek().entry;
        if (c == '{' || c == '[') {
            open(c, line);
        } else if (c == '}' || c == ']') {
            endOfValue();
            if (open.size() > 1) {
                open.pop();
            }
        } else if (c == ',' || c == '\n') {
            endOfEntry(c);
        } else if (!open.peek().list && entry.key.isEmpty() && (c == '=' || c == ':')) {
            endOfKey(entry);
        } else {
            append(Character.toString(c), line);
        }
    }

    private void append(String part, int line) {
        Entry entry = open.peek().entry;
        if (entry.word.isEmpty()) {
            if (part.isBlank()) {
                return;
            }
            entry.line = line;
        }
        entry.word.append(part);
    }

    private static void endOfKey(Entry entry) {
        String written = entry.word.toString().strip();
        entry.appends = written.endsWith("+");
        entry.key = path(entry.appends ? written.substring(0, written.length() - 1) : written);
        entry.word = new StringBuilder();
    }

    /** What is open keeps its entry, which goes on behind the bracket that closes this one. */
    private void open(char bracket, int line) {
        Container around = open.peek();
        Entry entry = around.entry;
        if (!around.list && entry.key.isEmpty() && !entry.word.isEmpty()) {
            endOfKey(entry);
        }
        int number;
        if (around.list) {
            number = another(new Place(around.number, "[" + around.elements++ + "]"));
        } else if (entry.key.isEmpty()) {
            number = around.number; // the braces around a whole file
        } else if (bracket == '[' || entry.appends || entry.refers) {
            number = another(place(around.number, entry.key)); // merged with nothing that stands in this file
        } else {
            number = block(place(around.number, entry.key));
        }
        append(Character.toString(bracket), line);
        entry.merges |= bracket == '{';
        open.push(new Container(number, bracket == '['));
    }

    private void endOfEntry(char c) {
        if (c == ',' || !open.peek().entry.word.isEmpty()) { // or else the value may follow on the next line
            endOfValue();
        }
    }

    private void endOfValue() {
        Container container = open.peek();
        Entry entry = container.entry;
        if (!container.list && !entry.key.isEmpty() && !entry.appends && !entry.word.isEmpty() && !entry.merges) {
            Place place = place(container.number, entry.key);
            Integer earlier = lines.put(place, entry.line);
            if (earlier != null && !entry.refers) {
                duplicates.add(new Duplicate(entry.line, shown(place), earlier));
            }
            if (!entry.refers) {
                blocks.remove(place); // null is written so that nothing of a block stays
            }
        }
        container.entry = new Entry();
    }

    private Place place(int block, List<String> path) {
        int number = block;
        for (String key : path.subList(0, path.size() - 1)) {
            number = block(new Place(number, ConfigUtil.joinPath(key)));
        }
        return new Place(number, ConfigUtil.joinPath(path.get(path.size() - 1)));
    }

    private int block(Place place) {
        Integer known = blocks.get(place);
        if (known == null) {
            known = another(place);
            blocks.put(place, known);
        }
        return known;
    }

    private int another(Place place) {
        placeOfBlock.add(place);
        return placeOfBlock.size() - 1;
    }

    private String shown(Place place) {
        StringBuilder path = new StringBuilder(place.key());
        for (int block = place.block();
                block != ROOT;
                block = placeOfBlock.get(block).block()) {
            path.insert(0, path.charAt(0) == '[' ? "" : ".")
                    .insert(0, placeOfBlock.get(block).key());
        }
        return path.toString();
    }

    private static List<String> path(String written) {
        try {
            return ConfigUtil.splitPath(written.strip());
        } catch (com.typesafe.config.ConfigException odd) {
            return List.of(written.strip());
        }
    }
}
