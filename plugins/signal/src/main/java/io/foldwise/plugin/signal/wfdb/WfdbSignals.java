package io.foldwise.plugin.signal.wfdb;

import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.plugin.signal.data.Recordings;
import java.nio.file.Path;
import java.util.List;

/**
 * Records that are read when they are needed.
 *
 * @param leads those to read of each, in this order; all have them
 */
record WfdbSignals(List<WfdbHeader> headers, List<String> leads) implements Recordings {

    @Override
    public Recording get(int row) {
        WfdbHeader header = headers.get(row);
        float[] values = WfdbValues.read(header, Leads.places(leads, header.names()));
        return new Recording(values, header.extent().rate());
    }

    @Override
    public Path file(int row) {
        return headers.get(row).file();
    }
}
