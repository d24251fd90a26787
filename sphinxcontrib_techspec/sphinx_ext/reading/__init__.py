"""Host languages read: from what authors wrote, with its lines, to raw items."""
