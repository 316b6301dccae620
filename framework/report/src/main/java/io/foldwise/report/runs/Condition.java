package io.foldwise.report.runs;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What runs are asked for, such as {@code score > 0.9 and model.type = bilstm}: comparisons by {@code =}, {@code !=}, {@code <},
 * {@code <=}, {@code >}, {@code >=} and {@code ~} (contains), joined by {@code and}, {@code or}, {@code not} and parentheses.
 * Numbers are compared as numbers, anything else as text. Of a run that has no such value, no comparison holds.
 */
public final class Condition {

    /** More than anybody writes, and little enough for the stack. */
    private static final int LONGEST = 2000;

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<sign>>=|<=|!=|=|<|>|~|\\(|\\))|\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<word>[^\\s()=<>!~\"]+))");

    private static final List<String> COMPARISONS = List.of("=", "!=", "<", "<=", ">", ">=", "~");

    private final Test test;
    private final Set<String> keys;

    private Condition(Test test, Set<String> keys) {
        this.test = test;
        this.keys = keys;
    }

    /** A condition, or a part of it. */
    private interface Test {
        boolean holds(ListedRun run);
    }

    /** The condition that every run fulfils. */
    public static Condition always() {
        return new Condition(run -> true, Set.of());
    }

    /** @throws IllegalArgumentException with a sentence for the user, if the text is no condition */
    public static Condition parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a condition has at most " + LONGEST + " characters");
        }
        Parser parser = new Parser(text);
        Test test = parser.any();
        parser.requireEnd();
        return new Condition(test, parser.keys);
    }

    public boolean holds(ListedRun run) {
        return test.holds(run);
    }

    /** The names that it asks for. */
    public Set<String> keys() {
        return keys;
    }

    private static boolean compare(String value, String sign, String asked) {
        if (sign.equals("~")) {
            return value.toLowerCase(Locale.ROOT).contains(asked.toLowerCase(Locale.ROOT));
        }
        OptionalDouble left = number(value);
        OptionalDouble right = number(asked);
        if (left.isPresent() && right.isPresent()) {
            return compare(left.getAsDouble(), sign, right.getAsDouble());
        }
        int order = value.compareTo(asked);
        return switch (sign) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** Nothing holds of a number that is none, but that it is another one. */
    private static boolean compare(double value, String sign, double asked) {
        return switch (sign) {
            case "=" -> value == asked;
            case "!=" -> value != asked;
            case "<" -> value < asked;
            case "<=" -> value <= asked;
            case ">" -> value > asked;
            default -> value >= asked;
        };
    }

    static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException none) {
            return OptionalDouble.empty();
        }
    }

    private static final class Parser {
        private final String text;
        private final Matcher matcher;
        private final Set<String> keys = new TreeSet<>();
        private String token = "";
        private boolean quoted;
        private int end;

        Parser(String text) {
            this.text = text.strip();
            this.matcher = TOKEN.matcher(this.text);
            advance();
        }

        private void advance() {
            if (end == text.length()) {
                token = "";
                quoted = false;
                return;
            }
            if (!matcher.find(end) || matcher.start() != end) {
                throw new IllegalArgumentException("not understood from here on: " + text.substring(end));
            }
            end = matcher.end();
            quoted = matcher.group("quoted") != null;
            token = quoted
                    ? matcher.group("quoted").replaceAll("\\\\(.)", "$1")
                    : matcher.group().strip();
        }

        private boolean take(String word) {
            if (quoted || !token.equalsIgnoreCase(word)) {
                return false;
            }
            advance();
            return true;
        }

        Test any() {
            Test left = all();
            while (take("or")) {
                Test before = left;
                Test right = all();
                left = run -> before.holds(run) || right.holds(run);
            }
            return left;
        }

        private Test all() {
            Test left = single();
            while (take("and")) {
                Test before = left;
                Test right = single();
                left = run -> before.holds(run) && right.holds(run);
            }
            return left;
        }

        private Test single() {
            if (take("not")) {
                Test other = single();
                return run -> !other.holds(run);
            }
            if (take("(")) {
                Test inner = any();
                if (!take(")")) {
                    throw new IllegalArgumentException("a parenthesis is not closed");
                }
                return inner;
            }
            return comparison();
        }

        private Test comparison() {
            String key = word("a key, such as model.type");
            String sign = token;
            if (quoted || !COMPARISONS.contains(sign)) {
                throw new IllegalArgumentException("after '" + key + "' one of = != < <= > >= ~ is missing");
            }
            advance();
            String asked = word("a value after '" + key + " " + sign + "'");
            keys.add(key);
            return run -> run.values(key)
                    .filter(values -> values.stream().anyMatch(value -> compare(value, sign, asked)))
                    .isPresent();
        }

        private String word(String what) {
            if (!quoted && (token.isEmpty() || "()".contains(token) || COMPARISONS.contains(token))) {
                throw new IllegalArgumentException(
                        what + " is missing" + (token.isEmpty() ? "" : " before '" + token + "'"));
            }
            String word = token;
            advance();
            return word;
        }

        void requireEnd() {
            if (quoted || !token.isEmpty()) {
                throw new IllegalArgumentException("'and' or 'or' is missing before '" + token + "'");
            }
        }
    }
}
