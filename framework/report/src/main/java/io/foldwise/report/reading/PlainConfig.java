package io.foldwise.report.reading;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.foldwise.engine.provenance.Secrets;
import io.foldwise.engine.store.StoreException;
import java.io.File;
import java.net.URL;
import java.util.Map;
import java.util.TreeMap;

/** Experiments as a run folder holds them: nothing is included, and no substitution is made, since a few lines of them fill any memory. */
public final class PlainConfig {

    private static final ConfigParseOptions ALONE =
            ConfigParseOptions.defaults().setIncluder(new Nothing()).setAllowMissing(false);
    private static final ConfigRenderOptions SHORT = ConfigRenderOptions.concise();

    private PlainConfig() {}

    static Config empty() {
        return ConfigFactory.empty();
    }

    /** @throws StoreException if it is none */
    public static Config parse(String text) {
        try {
            return ConfigFactory.parseString(text, ALONE);
        } catch (ConfigException | StackOverflowError damaged) {
            throw new StoreException("could not read an experiment of the run: it is not whole");
        }
    }

    /**
     * An experiment as text that means the same to every program that reads it: without comments, includes and substitutions.
     *
     * @param left a key that is left out
     * @throws StoreException if the experiment is none, or is not complete
     */
    public static String withoutSubstitutions(String text, String left) {
        Config experiment = parse(text);
        if (!experiment.isResolved()) {
            throw new StoreException(
                    "an experiment of the run has substitutions, which a run does not write: restore it from a copy");
        }
        return experiment.withoutPath(left).root().render(SHORT.setJson(false).setFormatted(true)) + "\n";
    }

    /**
     * Every value by its key, lists in one piece, as an experiment file would say it; of lists without what is named as secrets are.
     * Who shows values hides those of {@linkplain Secrets#namedBy such} keys.
     */
    public static Map<String, String> values(Config experiment) {
        Map<String, String> values = new TreeMap<>();
        collect("", experiment.root(), values);
        return values;
    }

    private static void collect(String prefix, ConfigObject block, Map<String, String> values) {
        for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
            String key = prefix + ConfigUtil.joinPath(entry.getKey());
            try {
                if (entry.getValue() instanceof ConfigObject inner && !inner.isEmpty()) {
                    collect(key + ".", inner, values);
                } else {
                    values.put(key, shown(entry.getValue()));
                }
            } catch (ConfigException.NotResolved unresolved) {
                values.put(key, "not known here");
            }
        }
    }

    /** A block or a list in one piece, without what is named as secrets are. */
    public static String shown(Object value) {
        return Secrets.without(ConfigValueFactory.fromAnyRef(value)).render(SHORT.setJson(false));
    }

    private static String shown(ConfigValue value) {
        return value.unwrapped() instanceof String text
                ? text
                : Secrets.without(value).render(SHORT);
    }

    /** An includer for every kind of include: one that knows only some leaves the others to the library. */
    private static final class Nothing
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            return ConfigFactory.empty().root();
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File what) {
            return ConfigFactory.empty().root();
        }

        @Override
        public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
            return ConfigFactory.empty().root();
        }

        @Override
        public ConfigObject includeResources(ConfigIncludeContext context, String what) {
            return ConfigFactory.empty().root();
        }
    }
}
