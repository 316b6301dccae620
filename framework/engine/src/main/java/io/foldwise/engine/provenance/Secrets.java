package io.foldwise.engine.provenance;

import java.util.regex.Pattern;

/**
 * Tells what looks like a secret: a value beside a name such as {@code API_KEY}, or one of a form that only keys have. It
 * rather takes too much for one than too little, and still does not find every secret.
 */
public final class Secrets {

    private static final String NAME =
            "(?:api|access|account|private|secret|signing|encryption|master|ssh|auth)[._-]?key"
                    + "|secret|passw(?:or)?d|passphrase|passwd|pwd|credentials?|token|bearer|authorization|connection[._-]?string";

    private static final Pattern NAMED = Pattern.compile("(?i)(?:" + NAME + ")$");

    /** A name, what stands between, and a value that is neither short nor a call. */
    private static final Pattern ASSIGNED =
            Pattern.compile("(?i)(?:" + NAME + ")[\"']?\\]?\\s{0,8}(?:=>|:=|[=:>,])\\s{0,8}[\"']?"
                    + "(?:(?:bearer|basic)\\s{1,8})?(?![\\w.]{0,80}\\()[^\\s\"'(){}<>;,]{6}");

    private static final Pattern KNOWN_FORM = Pattern.compile(String.join(
            "|",
            "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
            "\\bgh[opsur]_\\w{20}",
            "\\bgithub_pat_\\w{20}",
            "\\bglpat-[\\w-]{20}",
            "\\bxox[abeoprs]-[\\w-]{10}",
            "\\bsk-[\\w-]{20}",
            "\\bhf_\\w{20}",
            "\\bAIza[\\w-]{35}",
            "\\beyJ[\\w-]{10,400}\\.[\\w-]{10}",
            "://[^\\s/:@]{0,80}:[^\\s/@]{1,200}@"));

    private static final Pattern FILE =
            Pattern.compile("(?i)(?:.*/)?(?:\\.env[^/]*|[^/]*\\.env|\\.netrc|\\.pgpass|\\.npmrc"
                    + "|\\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|[^/]*\\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk)"
                    + "|[^/]*(?:credential|secret)[^/]*)");

    private Secrets() {}

    /** Whether a key, such as {@code data.password}, is named as secrets are. */
    public static boolean namedBy(String key) {
        return NAMED.matcher(key).find();
    }

    /** Whether a line of a source or configuration file seems to hold a secret. */
    static boolean in(String line) {
        return ASSIGNED.matcher(line).find() || KNOWN_FORM.matcher(line).find();
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
