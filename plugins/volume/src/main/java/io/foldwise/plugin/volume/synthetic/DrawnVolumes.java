package io.foldwise.plugin.volume.synthetic;

import io.foldwise.plugin.volume.data.KeptVolumes;
import java.util.List;
import java.util.OptionalLong;

/** Phantoms that are drawn when they are needed. */
record DrawnVolumes(List<Phantom> phantoms) implements KeptVolumes.Source {

    @Override
    public byte[] volume(int row) {
        return phantoms.get(row).prepared();
    }

    /** No scan is drawn twice. */
    @Override
    public OptionalLong contentHash(int row) {
        return OptionalLong.of(phantoms.get(row).seed().value());
    }
}
