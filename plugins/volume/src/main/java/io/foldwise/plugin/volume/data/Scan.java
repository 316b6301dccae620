package io.foldwise.plugin.volume.data;

import java.util.List;
import java.util.Map;

/**
 * A volume as a sample, without its voxels.
 *
 * @param group a number that scans of one patient share
 * @param toWorld where its voxels are
 * @param attributes what else is known of it, by name
 */
public record Scan(String id, int group, ToWorld toWorld, List<Finding> findings, Map<String, String> attributes) {

    public Scan {
        findings = List.copyOf(findings);
        attributes = Map.copyOf(attributes);
    }

    public Scan(String id, int group, ToWorld toWorld, List<Finding> findings) {
        this(id, group, toWorld, findings, Map.of());
    }
}
