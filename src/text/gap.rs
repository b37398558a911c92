//! The signs round a gap: what stands in a preview where an answer will stand.

/// Opens a gap. Nobody types it by accident, and every font here has it.
pub const OPEN: char = '‹';

/// Closes a gap.
pub const CLOSE: char = '›';
