package io.foldwise.report.html;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A page from a template. Whatever a template puts into the page is escaped, unless it says {@code raw}, which is for what this
 * package has made itself. Every page carries its style and scripts, and a policy that lets it load and run nothing else.
 */
final class HtmlTemplate {

    private final PebbleTemplate template;

    /** @param name of a file in {@code templates}, such as {@code report.html} */
    HtmlTemplate(String name) {
        ClasspathLoader loader = new ClasspathLoader(HtmlTemplate.class.getClassLoader());
        loader.setPrefix("io/foldwise/report/templates");
        template = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(true)
                .newLineTrimming(true)
                .defaultLocale(Locale.ROOT)
                .cacheActive(false)
                .build()
                .getTemplate(name);
    }

    /**
     * The page.
     *
     * @param model what the template names
     * @param data what scripts draw, by the name of the chart
     * @param scripts resources of this module that the page carries, in order; the charts' library comes first by itself
     */
    String render(Map<String, Object> model, Map<String, ?> data, String... scripts) {
        PageParts parts = PageParts.of(scripts);
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("style", parts.style());
        all.put("scripts", parts.scripts());
        all.put("policy", parts.policy());
        all.put("data", InlineJson.of(data));
        StringWriter page = new StringWriter();
        try {
            template.evaluate(page, all, Locale.ROOT);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return page.toString();
    }
}
