const el = <div>hi < /div>;
