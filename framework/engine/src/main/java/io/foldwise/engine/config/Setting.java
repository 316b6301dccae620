package io.foldwise.engine.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import java.util.regex.Pattern;

/**
 * One key of an experiment that is set from outside its files, on the command line.
 *
 * @param key the path of the key, such as {@code trainer.optimizer.lr}
 * @param value in HOCON
 * @param origin who set it, for messages: {@code --set trainer.optimizer.lr}
 */
public record Setting(String key, String value, String origin) {

    /** Begins the origin of every setting. */
    static final String OPTION = "--set ";

    /** What is read as HOCON on a command line; anything else is text as it stands, such as a path or an address. */
    private static final Pattern HOCON = Pattern.compile(
            "\\s*(?:[\\[{\"].*|.*\\$\\{.*|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null)\\s*", Pattern.DOTALL);

    /**
     * Reads {@code key=value}, as it follows {@code --set}.
     *
     * @throws ConfigException if it is not of that form
     */
    public static Setting parse(String text) {
        int equals = text.indexOf('=');
        String key = text.substring(0, Math.max(equals, 0)).strip();
        String value = text.substring(equals + 1);
        Location location = new Location(OPTION + (equals < 0 ? text : key), 0, "");
        if (equals < 0) {
            throw new ConfigException(new Problem(location, "has no value", "write --set " + text + "=VALUE"));
        }
        if (key.isEmpty()) {
            throw new ConfigException(
                    new Problem(new Location(OPTION + text, 0, ""), "has no key", "write --set KEY" + text));
        }
        Setting setting = new Setting(
                key, HOCON.matcher(value).matches() ? value : ConfigUtil.quoteString(value), location.source());
        setting.parsed();
        return setting;
    }

    /** This setting as a configuration of its own. */
    Config parsed() {
        try {
            ConfigUtil.splitPath(key); // refuses what would make a comment of it
            return ConfigFactory.parseString(
                    ExperimentText.checked(toString()).text(),
                    ConfigParseOptions.defaults().setOriginDescription(origin));
        } catch (ExperimentText.RefusedTextException refused) {
            throw new ConfigException(refused.problem(origin));
        } catch (com.typesafe.config.ConfigException invalid) {
            throw new ConfigException(Origins.problem(new Location(origin, 0, ""), invalid));
        }
    }

    /** The setting as a line of a HOCON file. */
    @Override
    public String toString() {
        return key + " = " + value;
    }
}
