package io.foldwise.engine.config;

import java.util.regex.Pattern;

/** Paths as people write them for a shell. */
public final class UserPath {

    /** What to do about an {@link #unexpanded} path. */
    public static final String REMEDY = "~ is not expanded here; write the full path";

    /** One's own or somebody's; a file may be named {@code ~draft.csv}. */
    private static final Pattern HOME = Pattern.compile("~(?:[^/\\\\]*[/\\\\].*|[a-z_][a-z0-9_-]*)?", Pattern.DOTALL);

    private UserPath() {}

    /** Whether a path begins with the {@code ~} of a home directory, which only a shell knows. */
    public static boolean unexpanded(String path) {
        return HOME.matcher(path).matches();
    }
}
