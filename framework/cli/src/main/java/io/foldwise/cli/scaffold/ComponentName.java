package io.foldwise.cli.scaffold;

import io.foldwise.cli.context.RefusedException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * The name of a new component, in all its spellings.
 *
 * @param name in experiment files, of the module and of its folder: {@code tiny-cnn}
 * @param className {@code TinyCnn}
 * @param packageName {@code io.foldwise.plugin.tinycnn}
 */
record ComponentName(String name, String className, String packageName) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 32;

    /**
     * Derives the spellings.
     *
     * @param packageName empty for the usual one
     * @param source of the class, whose words its name must not be one of
     * @throws RefusedException if a spelling is not possible
     */
    static ComponentName of(String name, String packageName, String source) {
        if (!FORM.matcher(name).matches() || name.length() > LONGEST) {
            throw new RefusedException(
                    "'" + name + "' is no name for a component: write lower-case words with hyphens, such"
                            + " as tiny-cnn, " + LONGEST + " letters at most");
        }
        String className = Arrays.stream(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        if (word(className, source) || inJavaLang(className)) {
            throw new RefusedException("'" + name + "' would make a class " + className
                    + ", a name that its source uses already: take another one");
        }
        String place = packageName.isEmpty() ? "io.foldwise.plugin." + name.replace("-", "") : packageName;
        if (!SourceVersion.isName(place, SourceVersion.RELEASE_17) || !place.equals(place.toLowerCase(Locale.ROOT))) {
            throw new RefusedException("'" + place
                    + "' is no package: give lower-case words with dots, such as --package org.example.model");
        }
        return new ComponentName(name, className, place);
    }

    private static boolean word(String className, String source) {
        return Pattern.compile("\\b" + className + "\\b").matcher(source).find();
    }

    private static boolean inJavaLang(String className) {
        try {
            Class.forName("java.lang." + className);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
