package io.foldwise.engine.provenance;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells what looks like a secret: a value beside a name such as {@code API_KEY}, or one of a form that only keys have. It
 * rather takes too much for one than too little, and still does not find every secret.
 */
public final class Secrets {

    private static final String PASSWORD = "(?:passw(?:or)?ds?|passphrases?|passwd|pwd|secrets?|credentials?"
            + "|pass(?![A-Za-z])(?<![A-Za-z]pass)|(?-i:(?<=[a-z])Pass(?![a-z])))";

    private static final String NAME = "(?:(?:api|access|account|private|secret|signing|encryption|master|ssh|auth)"
            + "[._-]?keys?|" + PASSWORD
            + "|token(?<!(?:pad|padding|unk|unknown|mask|start|end|begin|separator|special)[._-]?token)"
            + "|bearer|authorization|connection[._-]?string)";

    private static final Pattern NAMED = Pattern.compile("(?i)" + NAME + "(?:[._-]?\\d+)?$");

    /** What may follow the name: {@code API_KEY_PROD}, {@code apiKey1}. */
    private static final String MORE = "(?-i:[._-]?\\d{1,9}|[._-][\\w.-]{1,40}|[A-Z]\\w{1,40})?";

    private static final String NO_CALL = "(?![\\w.]{0,80}[(\\[])";
    private static final String NO_VARIABLE = "(?!\\$[{A-Za-z_])";
    private static final String WORD = "[^\\s\"'(){}<>;,]";

    /** A name, what stands between, and whatever is in quotes. */
    private static final String QUOTED = NAME + MORE + "[\"']?\\]?\\s{0,8}(?:=>|:=|[=:,])\\s{0,8}" + "([\"'])(?!\\s)"
            + NO_VARIABLE + "(?:(?!\\1).){4}";

    /** A name, and a value without quotes that is neither a name itself nor a call nor a fraction. */
    private static final String UNQUOTED = NAME + MORE + "[\"']?\\]?\\s{0,8}(?:=>|:=|[=:])\\s{0,8}"
            + "(?:(?:bearer|basic)\\s{1,8})?" + NO_CALL + NO_VARIABLE + "(?!\\d{0,9}\\.\\d)"
            + "(?=[A-Za-z_.]{0,200}(?![A-Za-z_.])" + WORD + ")" + WORD + "{6}";

    private static final String ELEMENT = "<[\\w.:-]{0,40}" + NAME + MORE + ">[^<\\s]{4}";

    private static final String KNOWN_FORM = "(?-i:"
            + String.join(
                    "|",
                    "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
                    "\\bgh[opsur]_\\w{20}",
                    "\\bgithub_pat_\\w{20}",
                    "\\bglpat-[\\w-]{20}",
                    "\\bxox[abeoprs]-[\\w-]{10}",
                    "\\bsk-[\\w-]{20}",
                    "\\b[rsp]k_(?:live|test)_\\w{10}",
                    "\\bhf_\\w{20}",
                    "\\bAIza[\\w-]{35}",
                    "\\beyJ[\\w-]{10,400}\\.[\\w-]{10}",
                    "\\bcurl\\s(?:.{0,200}\\s)?(?:-u|--user)[\\s=]{0,4}[\"']?[^\\s:\"'$]{1,80}:[^\\s\"'$]{4}",
                    "://[^\\s/:@]{0,80}:[^\\s/@]{1,200}@")
            + ")";

    private static final Pattern LITERAL =
            Pattern.compile("(?i)" + String.join("|", QUOTED, UNQUOTED, ELEMENT, KNOWN_FORM));

    /** A line of a configuration file: a name, and words to the line's end. */
    private static final Pattern WORDS =
            Pattern.compile("(?i)^[ +-]?\\s{0,40}(?:export\\s+)?(?!(?:self|this)\\.)[\\w.-]{0,80}" + PASSWORD + MORE
                    + "\\s{0,8}[=:]\\s{0,8}" + NO_CALL + NO_VARIABLE + WORD + "[^\"'(){}<>;]{5,200}$");

    private static final Pattern FILE =
            Pattern.compile("(?i)(?:.*/)?(?:\\.env[^/]*|[^/]*\\.env|\\.netrc|\\.pgpass|\\.npmrc"
                    + "|\\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|[^/]*\\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk)"
                    + "|[^/]*(?:credential|secret)[^/]*)");

    /** What stands in the place of a value. */
    public static final String LEFT_OUT = "left out: a secret, by its name";

    private Secrets() {}

    /** Whether a key, such as {@code data.password}, is named as secrets are. */
    public static boolean namedBy(String key) {
        return NAMED.matcher(key).find();
    }

    /** A value of a configuration without what is named as secrets are, however deep in it. */
    public static ConfigValue without(ConfigValue value) {
        if (value instanceof ConfigObject block) {
            ConfigObject others = block;
            for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
                ConfigValue shown =
                        namedBy(entry.getKey()) ? ConfigValueFactory.fromAnyRef(LEFT_OUT) : without(entry.getValue());
                others = others.withValue(entry.getKey(), shown);
            }
            return others;
        }
        return value instanceof ConfigList list
                ? ConfigValueFactory.fromIterable(
                        list.stream().map(item -> without(item).unwrapped()).toList())
                : value;
    }

    /** Whether a line of a source or configuration file may hold a secret. */
    static boolean in(String line) {
        return literalIn(line) || WORDS.matcher(line).find();
    }

    /** Whether a line holds a value that is hardly anything but a secret: not a variable of that name, not prose. */
    static boolean literalIn(String line) {
        return LITERAL.matcher(line).find();
    }

    /** Whether a file by its name holds nothing else. */
    static boolean inFile(String path) {
        return FILE.matcher(path).matches();
    }

    /** Whether a block begins, of lines that are all secret. */
    static boolean begin(String line) {
        return line.contains("-----BEGIN ") && line.contains("PRIVATE KEY");
    }

    static boolean end(String line) {
        return line.contains("-----END ");
    }
}
