package io.foldwise.engine.config;

import com.typesafe.config.ConfigException.NotResolved;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A value of an experiment and its place.
 *
 * @param value with substitutions made
 * @param written as it stands in the file, which tells the line even if the value was substituted; empty if the parser
 *     cannot give it
 * @param inherited whether the place is that of the block around, since the value is a default and stands nowhere
 */
record Cursor(Origins origins, ConfigValue value, Optional<ConfigValue> written, Location location, boolean inherited) {

    /** Letters of a text that messages show. */
    private static final int LONGEST_SHOWN = 200;

    static Cursor root(Origins origins, ConfigObject value, ConfigObject written) {
        return new Cursor(origins, value, Optional.of(written), origins.locate(written, ""), false);
    }

    boolean isRoot() {
        return location.key().isEmpty();
    }

    /** The value of a key, unless it is missing or {@code null}. */
    Optional<Cursor> child(String key) {
        return present(key).filter(child -> child.pending() || child.value.valueType() != ConfigValueType.NULL);
    }

    /** The place of a key, also if it is {@code null}; that of the block if it is missing. */
    Location place(String key) {
        return present(key).map(Cursor::location).orElseGet(() -> location.withKey(path(key)));
    }

    private Optional<Cursor> present(String key) {
        return Optional.ofNullable(((ConfigObject) value).get(key))
                .map(child -> descend(child, writtenChild(key), path(key)));
    }

    /** The keys of this block, sorted. */
    Set<String> keys() {
        return new TreeSet<>(((ConfigObject) value).keySet());
    }

    /** An element of a list; a value that stands for a list of itself alone is its own place. */
    Cursor element(int index) {
        if (!(value instanceof ConfigList)) {
            return this;
        }
        Optional<ConfigValue> writtenElement = written.filter(list -> list instanceof ConfigList)
                .map(list -> (ConfigList) list)
                .filter(list -> list.size() == ((ConfigList) value).size())
                .map(list -> list.get(index));
        return descend(((ConfigList) value).get(index), writtenElement, location.key() + "[" + index + "]");
    }

    /** The same place with another value. */
    Cursor with(ConfigValue other) {
        return new Cursor(origins, other, written, location, inherited);
    }

    /** What a key, or an index in brackets, leads to. */
    Optional<Cursor> step(String step) {
        if (pending()) {
            return Optional.empty();
        }
        if (step.startsWith("[")) {
            int index = Integer.parseInt(step.substring(1, step.length() - 1));
            return value instanceof ConfigList list && index < list.size()
                    ? Optional.of(element(index))
                    : Optional.empty();
        }
        return block() ? child(ConfigUtil.splitPath(step).get(0)) : Optional.empty();
    }

    /** A component's name alone, as the block {@code { type = name }} that it stands for. */
    Cursor spelledOut() {
        return value.valueType() == ConfigValueType.STRING
                ? new Cursor(origins, named(value), written.map(Cursor::named), location, inherited)
                : this;
    }

    private static ConfigValue named(ConfigValue name) {
        return name.atKey(ComponentCatalog.TYPE).root().withOrigin(name.origin());
    }

    /** The same block without some keys. */
    Cursor without(Set<String> keys) {
        ConfigObject rest = (ConfigObject) value;
        for (String key : keys) {
            rest = rest.withoutKey(key);
        }
        return with(rest);
    }

    /** The default of a key that is not there. */
    Cursor missing(String key, ConfigValue standard) {
        return new Cursor(origins, standard, Optional.empty(), location.withKey(path(key)), true);
    }

    /** The path of a key in this block. */
    String path(String key) {
        String name = ConfigUtil.joinPath(key);
        return isRoot() ? name : location.key() + "." + name;
    }

    /** Whether the value has no parts. */
    boolean scalar() {
        return switch (value.valueType()) {
            case NUMBER, STRING, BOOLEAN -> true;
            case OBJECT, LIST, NULL -> false;
        };
    }

    boolean block() {
        return value.valueType() == ConfigValueType.OBJECT;
    }

    /** A scalar as it stands in the file. */
    String text() {
        return value.atKey("value").getString("value");
    }

    /** The directory that a relative path is relative to. */
    Path directory() {
        return origins.directory(value.origin());
    }

    boolean fromEnvironment() {
        return Origins.environment(value.origin());
    }

    /** The value for messages. */
    String shown() {
        return switch (value.valueType()) {
            case STRING -> "'" + shortened(text()) + "'";
            case NUMBER, BOOLEAN -> shortened(text());
            case LIST -> "a list of " + ((ConfigList) value).size();
            case OBJECT -> "a block";
            case NULL -> "null";
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }

    /** Whether the value depends on a substitution that could not be made. */
    boolean pending() {
        return pending(value);
    }

    /** The substitutions that could not be made. */
    Set<String> unresolved() {
        return new HoconText(value.render(ConfigRenderOptions.concise())).references();
    }

    private Cursor descend(ConfigValue child, Optional<ConfigValue> writtenChild, String path) {
        Location place = inherited ? location.withKey(path) : origins.locate(writtenChild.orElse(child), path);
        return new Cursor(origins, child, writtenChild, place, inherited);
    }

    private Optional<ConfigValue> writtenChild(String key) {
        try {
            return written.filter(block -> block instanceof ConfigObject).map(block -> ((ConfigObject) block).get(key));
        } catch (NotResolved mergedLater) {
            return Optional.empty();
        }
    }

    /** Whether a value is still to be resolved; the parser tells only by an exception. */
    static boolean pending(ConfigValue value) {
        try {
            if (value.valueType() == ConfigValueType.OBJECT) {
                ((ConfigObject) value).keySet();
            }
            return false;
        } catch (NotResolved mergedLater) {
            return true;
        }
    }
}
