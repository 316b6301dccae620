package io.foldwise.plugin.volume.data;

import java.util.List;

/**
 * A volume as a sample, without its voxels.
 *
 * @param group a number that scans of one patient share
 * @param toWorld where its voxels are
 */
public record Scan(String id, int group, ToWorld toWorld, List<Finding> findings) {

    public Scan {
        findings = List.copyOf(findings);
    }
}
