package io.foldwise.plugin.signal.wfdb;

import io.foldwise.plugin.signal.data.Conditioning;
import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.plugin.signal.data.Signals;
import io.foldwise.spi.data.InputShape;
import java.util.List;

/**
 * Records that are read when they are needed.
 *
 * @param leads those to read of each, in this order; all have them
 */
record WfdbSignals(List<WfdbHeader> headers, List<String> leads, Conditioning conditioning) implements Signals {

    @Override
    public InputShape.Signal shape() {
        return conditioning.shape();
    }

    @Override
    public float[] get(int row) {
        WfdbHeader header = headers.get(row);
        float[] values = WfdbValues.read(header, Leads.places(leads, header.names()));
        return conditioning.apply(values, header.extent().rate());
    }
}
