package io.foldwise.plugin.text.report;

import io.foldwise.spi.data.LabelSchema.Group;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads one line of a report file, strictly: what is not exactly in the format is a {@link MalformedLine}. */
record ReportLine(ReportFormat format, int vocabulary, Set<Integer> dropped) {

    private static final String SEPARATOR = "|,|";
    private static final Pattern SEPARATORS = Pattern.compile(SEPARATOR, Pattern.LITERAL);

    Report parse(byte[] line) throws MalformedLine {
        refuseStrayBytes(line);
        String text = new String(line, StandardCharsets.US_ASCII);
        List<String> fields = fields(text);
        String id = fields.get(0);
        if (!isWholeNumber(id, 0, id.length())) {
            throw new MalformedLine("id '" + id + "' is not a whole number");
        }
        int[] tokens = numbers(fields.get(1), "token", vocabulary);
        if (tokens.length == 0) {
            throw new MalformedLine("the report is empty");
        }
        if (!dropped.isEmpty()) {
            tokens = IntStream.of(tokens)
                    .filter(token -> !dropped.contains(token))
                    .toArray();
            if (tokens.length == 0) {
                throw new MalformedLine("nothing is left of the report without the dropped tokens");
            }
        }
        int[] labels = format.labelled() ? labels(fields.get(2)) : new int[0];
        return new Report(id, tokens, labels);
    }

    private static void refuseStrayBytes(byte[] line) throws MalformedLine {
        if (line.length == 0) {
            throw new MalformedLine("the line is empty");
        }
        for (int i = 0; i < line.length; i++) {
            if (line[i] >= ' ' && line[i] <= '~') {
                continue;
            }
            if (line[i] >= 0) {
                throw new MalformedLine("stray byte 0x%02X at column %d".formatted(line[i], i + 1));
            }
            throw new MalformedLine(beyondAscii(line, i));
        }
    }

    private static String beyondAscii(byte[] line, int at) {
        if (at == 0 && line.length > 2 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF) {
            return "starts with a byte order mark; save the file as UTF-8 without one";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, at, line.length - at))
                    .toString();
            return "stray character '%s' at column %d".formatted(Character.toString(text.codePointAt(0)), at + 1);
        } catch (CharacterCodingException e) {
            return "not UTF-8: byte 0x%02X at column %d".formatted(line[at], at + 1);
        }
    }

    private List<String> fields(String text) throws MalformedLine {
        List<String> fields = List.of(SEPARATORS.split(text, -1));
        int expected = format.labelled() ? 3 : 2;
        if (fields.size() == expected) {
            return fields;
        }
        if (fields.size() == 1) {
            throw new MalformedLine("no separator " + SEPARATOR + ", expected " + format.example());
        }
        if (expected == 2 && fields.size() == 3) {
            throw new MalformedLine("has labels, expected a test file: " + format.example());
        }
        if (expected == 3 && fields.size() == 2) {
            throw new MalformedLine("has no labels, expected " + format.example());
        }
        throw new MalformedLine(fields.size() + " fields, expected " + expected + ": " + format.example());
    }

    /** The columns of the labels that the third field names. */
    private int[] labels(String field) throws MalformedLine {
        String[] lists = field.split(",", -1);
        if (lists.length != format.groups().size()) {
            throw new MalformedLine("labels '%s' are %d list(s), expected %d: %s"
                    .formatted(field, lists.length, format.groups().size(), format.example()));
        }
        int[] columns = new int[0];
        int offset = 0;
        for (int i = 0; i < lists.length; i++) {
            Group group = format.groups().get(i);
            int[] numbers = numbers(lists[i], group.name(), group.labels().size());
            Arrays.sort(numbers);
            for (int j = 1; j < numbers.length; j++) {
                if (numbers[j] == numbers[j - 1]) {
                    throw new MalformedLine(group.name() + " " + numbers[j] + " is named twice");
                }
            }
            int first = columns.length;
            columns = Arrays.copyOf(columns, first + numbers.length);
            for (int j = 0; j < numbers.length; j++) {
                columns[first + j] = offset + numbers[j];
            }
            offset += group.labels().size();
        }
        return columns;
    }

    /** Numbers below {@code limit}, divided by single blanks, with any number of blanks behind the last. */
    private static int[] numbers(String field, String what, int limit) throws MalformedLine {
        String list = field.stripTrailing();
        int[] numbers = new int[list.length() / 2 + 1];
        int size = 0;
        for (int start = 0, end; start < list.length(); start = end + 1) {
            end = list.indexOf(' ', start);
            end = end < 0 ? list.length() : end;
            numbers[size++] = number(list, start, end, what, limit);
        }
        return Arrays.copyOf(numbers, size);
    }

    private static int number(String list, int start, int end, String what, int limit) throws MalformedLine {
        if (start == end) {
            throw new MalformedLine("a blank too many before a " + what);
        }
        if (!isWholeNumber(list, start, end)) {
            throw new MalformedLine(what + " '" + list.substring(start, end) + "' is not a whole number");
        }
        int number = end - start > 9 ? Integer.MAX_VALUE : Integer.parseInt(list, start, end, 10);
        if (number >= limit) {
            throw new MalformedLine(what + " " + list.substring(start, end) + " is not in 0.." + (limit - 1));
        }
        return number;
    }

    /** Digits without a sign and without zeros in front, so that different texts are different numbers. */
    private static boolean isWholeNumber(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return end - start == 1 || end > start && text.charAt(start) != '0';
    }
}
