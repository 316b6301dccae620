package io.foldwise.cli.scaffold;

import io.foldwise.cli.context.RefusedException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * The name of a new model, in all its spellings.
 *
 * @param name in experiment files, of the module and of its folder: {@code tiny-cnn}
 * @param className {@code TinyCnn}
 * @param packageName {@code io.foldwise.plugin.tinycnn}
 */
record ModelName(String name, String className, String packageName) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 32;

    /** What the generated classes use under these names. */
    private static final Set<String> TAKEN = Set.of(
            "Dataset",
            "Default",
            "Description",
            "DecimalMax",
            "DecimalMin",
            "GraphBuilder",
            "IncompatibleException",
            "Inject",
            "InputShape",
            "LabelSchema",
            "ModelContract",
            "Network",
            "NetworkModel",
            "Params",
            "PluginModule",
            "Positive",
            "Sequence",
            "Test",
            "TinyData");

    /**
     * Derives the spellings.
     *
     * @param packageName empty for the usual one
     * @throws RefusedException if a spelling is not possible
     */
    static ModelName of(String name, String packageName) {
        if (!FORM.matcher(name).matches() || name.length() > LONGEST) {
            throw new RefusedException(
                    "'" + name + "' is no name for a model: write lower-case words with hyphens, such"
                            + " as tiny-cnn, " + LONGEST + " letters at most");
        }
        String className = Arrays.stream(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        if (TAKEN.contains(className) || inJavaLang(className)) {
            throw new RefusedException(
                    "'" + name + "' would make a class " + className + ", which there is already: take another name");
        }
        String place = packageName.isEmpty() ? "io.foldwise.plugin." + name.replace("-", "") : packageName;
        if (!SourceVersion.isName(place, SourceVersion.RELEASE_17) || !place.equals(place.toLowerCase(Locale.ROOT))) {
            throw new RefusedException("'" + place
                    + "' is no package: give lower-case words with dots, such as --package org.example.model");
        }
        return new ModelName(name, className, place);
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
