package io.foldwise.report.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A page that needs nothing but itself.
 *
 * @param title of the window
 * @param heading its first line
 * @param subtitle under it
 * @param live whether it reloads itself every few seconds
 */
public record Page(String title, String heading, String subtitle, boolean live, List<Section> sections) {

    /**
     * A section, which the table of contents names.
     *
     * @param id of the place to jump to: lower-case words with hyphens
     */
    public record Section(String id, String title, List<Part> parts) {
        public Section {
            parts = List.copyOf(parts);
        }
    }

    /** As HTML: the same for the same page. */
    public String html() {
        Map<String, ChartData> charts = new LinkedHashMap<>();
        sections.forEach(section -> charts(section.parts()).forEach(chart -> charts.put(chart.id(), chart.data())));
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("page", this);
        model.put("charts", !charts.isEmpty());
        return new HtmlTemplate("page.html").render(model, charts, "page.js");
    }

    private static Stream<Part.Chart> charts(List<? extends Part> parts) {
        return parts.stream().flatMap(part -> {
            if (part instanceof Part.Chart chart) {
                return Stream.of(chart);
            } else if (part instanceof Part.Grid grid) {
                return charts(grid.parts());
            }
            return part instanceof Part.Folded folded ? charts(folded.parts()) : Stream.empty();
        });
    }
}
